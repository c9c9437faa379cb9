import { useState } from "react";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";

interface AddressBooksProps {
  addressBooks: readonly { url: string; name: string }[];
  isBusy: boolean;
  onChoose(urls: string[]): void;
  onBack(): void;
}

/** Which of a server's address books are wanted; all, unless said otherwise. */
export function AddressBooks({ addressBooks, isBusy, onChoose, onBack }: AddressBooksProps) {
  const t = useTranslate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(addressBooks.map(({ url }) => url)));
  const [isTried, setTried] = useState(false);
  const choose = () => {
    setTried(true);
    const urls = addressBooks.map(({ url }) => url).filter((url) => chosen.has(url));
    if (urls.length > 0) onChoose(urls);
  };
  return (
    <div className="address-books">
      <fieldset className="address-books-list">
        <legend className="address-books-title">{t("subscribe.choose")}</legend>
        {addressBooks.map(({ url, name }) => (
          <SwitchRow
            key={url}
            label={name}
            isSelected={chosen.has(url)}
            onChange={(isOn) => {
              const next = new Set(chosen);
              if (isOn) next.add(url);
              else next.delete(url);
              setChosen(next);
            }}
          />
        ))}
      </fieldset>
      {isTried && chosen.size === 0 && (
        <p className="text-input-error" role="alert">
          {t("subscribe.chooseNone")}
        </p>
      )}
      <div className="source-form-actions">
        <Button look="primary" autoFocus isPending={isBusy} onPress={choose}>
          {t("subscribe.add")}
        </Button>
        <Button look="quiet" onPress={onBack}>
          {t("common.back")}
        </Button>
      </div>
    </div>
  );
}
