"""What the sign-in pages of allauth need in Django's own template language."""
