"""A small invented news world: outlets, their stories, and what an editor takes from them."""
