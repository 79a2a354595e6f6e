"""A firm to look at: invented people and cases over eighteen months, the same each time."""
