/** The renderer imports its style sheets for the bundler; the type checker need only know that they are there. */
declare module "*.css";
