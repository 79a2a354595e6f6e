"""The importer: a table's rows become a plan that is shown, and then exactly what was shown."""
