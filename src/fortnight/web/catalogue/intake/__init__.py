"""Files of products taken in: opened, recognised, read record by record, cleaned. Nothing here knows the database."""
