/**
 * The life of one connection: its segments as they were traced, and the story that they tell. Here
 * a connection has been picked, so objects and strings are fine.
 */
package dev.weir.story;
