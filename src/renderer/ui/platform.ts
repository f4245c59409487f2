/** Whether this is a Mac, whose keys have other names and other customs. */
export const isMac = (): boolean => /Mac|iP(hone|ad)/.test(navigator.userAgent);
