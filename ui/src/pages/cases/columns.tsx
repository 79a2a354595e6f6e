export const DEFAULT_SORT = "-updated_at";
