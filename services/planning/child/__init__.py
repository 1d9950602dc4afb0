"""The child: what is known of it here, and what every other subject of planning rests on."""
