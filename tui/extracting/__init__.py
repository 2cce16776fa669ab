"""Extracts on the screen: what is asked, the page before, the writing, the balance after."""
