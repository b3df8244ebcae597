"""Whose page it is: clinics, persons with their treatments and facts, sign-in, private links."""
