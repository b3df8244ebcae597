"""The fortnight of one person, day by day: today, the plan, the steps that are ticked."""
