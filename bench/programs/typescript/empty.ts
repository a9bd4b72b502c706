import * as pulumi from "@pulumi/pulumi";

// The program of `pulumi new typescript`, which declares nothing.
export const stack = pulumi.getStack();
