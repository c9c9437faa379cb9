import { useEffect, useId, useRef, useState } from "react";
import type { Problem } from "../../bridge/problem.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SubscribeForm } from "./subscribe-form.tsx";
import "./choose-address-books.css";

/** The contract's limit. */
const MOST = 100;

interface ChooseAddressBooksProps {
  books: readonly { url: string; name: string }[];
  busy: boolean;
  problem: Problem | undefined;
  onBack(): void;
  onChosen(urls: string[]): void;
}

/** Which of a server's address books: all of them, unless he says otherwise. */
export function ChooseAddressBooks({ books, busy, problem, onBack, onChosen }: ChooseAddressBooksProps) {
  const t = useTranslate();
  const legend = useId();
  const first = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(books.slice(0, MOST).map(({ url }) => url)));
  const [misses, setMisses] = useState(0);
  const error =
    chosen.size === 0
      ? t("sources.subscribe.chooseNone")
      : chosen.size > MOST
        ? t("sources.subscribe.chooseMany", { most: String(MOST) })
        : "";
  useEffect(() => first.current?.focus(), []);

  const submit = () => {
    if (error === "") onChosen(books.map(({ url }) => url).filter((url) => chosen.has(url)));
    else setMisses((count) => count + 1);
  };
  const change = (url: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, url] : [...before].filter((one) => one !== url)));

  return (
    <SubscribeForm
      title={t("sources.subscribe.chooseTitle")}
      isDirty
      busy={busy}
      submitText={t("sources.subscribe.fetch")}
      wrongCount={misses}
      onBack={onBack}
      onSubmit={submit}
    >
      <p className="subscribe-form-hint" id={legend}>
        {t("sources.subscribe.chooseHint")}
      </p>
      <fieldset className="address-books" aria-label={t("sources.subscribe.chooseTitle")} aria-describedby={legend}>
        {books.map(({ url, name }, index) => (
          <label key={url} className="address-book">
            <input
              {...(index === 0 ? { ref: first } : {})}
              type="checkbox"
              checked={chosen.has(url)}
              onChange={(event) => change(url, event.target.checked)}
            />
            <span className="address-book-text">
              <span>{name}</span>
              {books.some((other) => other.name === name && other.url !== url) && (
                <span className="address-book-place">{placeOf(url)}</span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      {misses > 0 && error !== "" && (
        <p className="subscribe-form-error" role="alert">
          {error}
        </p>
      )}
      {problem !== undefined && <ProblemBox title={t("sources.notAdded")} problem={problem} />}
    </SubscribeForm>
  );
}

/** Tells apart what has the same name. */
function placeOf(url: string): string {
  try {
    return decodeURI(new URL(url).pathname);
  } catch {
    return url;
  }
}
