/** Style sheets, which the bundler imports. */
declare module "*.css";
