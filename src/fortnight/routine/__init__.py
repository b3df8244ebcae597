"""What shall I use: from everything that could be used, the products for one person's mornings and evenings.

One folder a station, each knowing only those before it; `choose` runs them:

    model     values in and out; steps, rules between products and what fits whom, as tables
    score     points of a product for a step, and what wishes leave of a catalogue
    prepare   catalogue -> prefilter -> candidates -> pruning; and the gaps that nothing fills
    solve     program -> slots -> options of each step -> combine, the Pareto front as bound; or HiGHS
    choose    the whole way, and the score of what came out
    explain   the reasons of each product, its runners-up, and both in words
"""
