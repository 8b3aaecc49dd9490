"""The one place that knows every concrete class: the parts, and the processes made of them."""
