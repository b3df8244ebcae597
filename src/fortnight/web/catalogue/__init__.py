"""Products by their barcode: what is known here, and what a service with the Open Beauty Facts API knows."""
