/* language: which translation is spoken, and where it lies. */
#ifndef COMMAND_LANGUAGE_H
#define COMMAND_LANGUAGE_H

/* `wish`: "auto" (as the environment says), "en", "zh_CN" … Sets the locale, too: C.UTF-8 where the
 * one asked for is not on this machine. May be called again. */
void language_start(const char *wish);

#endif
