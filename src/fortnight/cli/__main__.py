"""`python -m fortnight.cli`: the same as `fortnight`."""

from fortnight.cli import main

main()
