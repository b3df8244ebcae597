"""An answer as every page shows it: its card, the edition it was worked out under, what a new fact changes in it."""
