"""How many, where, since when: the thirteen rules of counting, over records and figures."""
