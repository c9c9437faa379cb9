import FileUp from "lucide-react/icons/file-up";
import IdCard from "lucide-react/icons/id-card";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import "./no-contacts.css";

/** Nobody yet: what contacts are good for, and the three ways in which they come. */
export function NoContacts() {
  const t = useTranslate();
  const { shows } = useSidetone();
  return (
    <div className="no-contacts">
      <div className="no-contacts-head">
        <p className="no-contacts-title">{t("people.empty")}</p>
        <p className="no-contacts-hint">{t("people.emptyHint")}</p>
      </div>
      <ul className="no-contacts-ways">
        <li className="no-contacts-way">
          <FileUp size={18} aria-hidden="true" />
          <p className="no-contacts-way-name">{t("people.emptyImport")}</p>
          <p className="no-contacts-way-hint">{t("people.emptyImportHint")}</p>
        </li>
        <li className="no-contacts-way">
          <RefreshCw size={18} aria-hidden="true" />
          <p className="no-contacts-way-name">{t("people.emptySubscribe")}</p>
          <p className="no-contacts-way-hint">{t("people.emptySubscribeHint")}</p>
        </li>
        <li className="no-contacts-way">
          <IdCard size={18} aria-hidden="true" />
          <p className="no-contacts-way-name">{t("people.emptyColleagues")}</p>
          <p className="no-contacts-way-hint">{t("people.emptyColleaguesHint")}</p>
        </li>
      </ul>
      <div className="no-contacts-actions">
        <Button look="primary" onPress={() => shows.open({ kind: "sources" })}>
          {t("people.addContacts")}
        </Button>
        <Button look="quiet" onPress={() => shows.open({ kind: "new" })}>
          {t("people.addOne")}
        </Button>
      </div>
    </div>
  );
}
