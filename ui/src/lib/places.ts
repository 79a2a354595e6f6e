/** How far down each list was scrolled, so that Back returns to the same rows. */
const places = new Map<string, number>();

export const placeOf = (question: string): number => places.get(question) ?? 0;

export const rememberPlace = (question: string, offset: number): void => {
  places.set(question, offset);
};
