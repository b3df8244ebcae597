"""What a person owns or asks about: products, their labels, the answers that were given for them."""
