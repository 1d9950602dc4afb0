"""How a service's database comes to its present shape: the kit's own revisions, then the service's."""
