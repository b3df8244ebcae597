"""Whose page it is: clinics, persons with their treatments and facts, sessions, private links."""
