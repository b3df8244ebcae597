"""Signing in: the pages of the sign-in library in our frame, second factors, codes, and what is changed about them."""
