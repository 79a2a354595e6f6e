"""Changes in bulk: a selection is frozen, what would come of it is shown, and just that is done."""
