/**
 * What Javadoc comments say, read from sources. The compiler's own finder knows the JDK's sources
 * alone; this one reads those of other libraries, when somebody asks, one file for an answer.
 */
package io.brasa.shell.documentation;
