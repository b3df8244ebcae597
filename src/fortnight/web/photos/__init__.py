"""Photos of labels and of barcodes: taken in, read in a process of their own, shown for correction, deleted."""
