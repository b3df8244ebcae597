"""What a choice is made of: its values, the tables of steps and rules, and the order on the skin."""
