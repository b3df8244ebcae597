"""The best of the candidates: the choice as a program, its own exact search, and a solver where that gives up."""
