// Nothing: what Pulumi takes for itself.
