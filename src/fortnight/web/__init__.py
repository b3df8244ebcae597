"""The site: one Django project. What is true about labels and days is asked of the core; here are pages and rows."""
