/** What decides who of several with one number comes first. */
export interface Standing {
  /** The employee wrote him down himself. */
  isOwn: boolean;
  /** Favourite or VIP. */
  isFavourite: boolean;
  /** When the employee last spoke with him on another of his numbers, Unix milliseconds; 0 for never. */
  spokenAt: number;
  isColleague: boolean;
  /** In the order of sources, from 0. */
  place: number;
}

/** The documented order (`docs/contacts.md`), for sorting: the best comes first. */
export function compareStanding(a: Standing, b: Standing): number {
  return (
    Number(b.isOwn) - Number(a.isOwn) ||
    Number(b.isFavourite) - Number(a.isFavourite) ||
    b.spokenAt - a.spokenAt ||
    Number(b.isColleague) - Number(a.isColleague) ||
    a.place - b.place
  );
}
