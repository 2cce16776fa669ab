"""The lists of records: where their rows come from, how they are filtered, sorted and acted on."""
