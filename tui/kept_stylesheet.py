"""A stylesheet that reads each of its sources once, however often it is told to do it again."""

from textual.css.stylesheet import Stylesheet


class KeptStylesheet(Stylesheet):
    """Textual's stylesheet, which keeps the rules it has while the theme's variables stay.

    Textual parses every source anew when it starts and with each new kind of screen, a tenth of
    what the first screen takes.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parsed_with = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Sets what the sources refer to; only other variables have them parsed again."""
        if variables != self._parsed_with:
            self._parsed_with = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        """Takes in what was added, and all of it if the variables are others.

        Raises:
            StylesheetParseError: a source is wrong.
        """
        self.parse()
