"""What shall I use: from everything that could be used, the products for one person's mornings and evenings."""
