"""The program without a screen, one file for each group of commands."""
