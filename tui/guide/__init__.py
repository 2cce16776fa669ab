"""The user's guide inside the program: its pages, the codebook, finding things, the tour."""
