"""What is learned: network definitions, model cards, the catalogue and the bundled weights."""
