import * as pulumi from "@pulumi/pulumi";

// What `pulumi new typescript` makes, for a program that declares nothing.
export const stack = pulumi.getStack();
