"""Photos of the course: one of each side of the face and each day, private until shared, compared by eye alone."""
