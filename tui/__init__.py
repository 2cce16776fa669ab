"""The screens of Fieldledger, drawn in a terminal."""
