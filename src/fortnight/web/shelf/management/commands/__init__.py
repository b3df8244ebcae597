"""Commands of the shelf for the operator."""
