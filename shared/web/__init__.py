"""How a service answers over HTTP: problems in sentences, and pages."""
