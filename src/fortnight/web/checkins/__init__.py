"""How the skin is: what is usual on a day, a person's check-ins and their answers, what comes back when."""
