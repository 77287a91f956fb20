"""Vietnamese text: normal forms, tokens, numbers, periods, places, references. Rules are rows in data/."""
