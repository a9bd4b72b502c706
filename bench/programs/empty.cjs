// An empty program: measures Pulumi's own cost.
