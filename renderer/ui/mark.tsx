/** Sidetone's mark: a handset, and the voice that comes back from its mouthpiece to the ear. Same drawing as the icon. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true">
      <path d="M9.2 3.8A8.6 8.6 0 0 0 9.2 20.2" strokeWidth="3.6" strokeLinecap="round" />
      <path d="M13.2 17.6A6 6 0 0 0 13.2 6.4" strokeWidth="2" strokeLinecap="round" />
      <path d="M16.4 20.4A9.2 9.2 0 0 0 16.4 3.6" strokeWidth="2" strokeLinecap="round" opacity="0.5" />
    </svg>
  );
}
