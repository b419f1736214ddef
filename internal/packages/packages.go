// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package packages reads what app packages tell of themselves: Windows Installer's
// .msi, macOS' .pkg and Intune's .intunewin. Files are read in place and as little of
// them as needed, so that their size makes no difference; what is damaged, or claims
// sizes that no honest package has, is an error that says what is wrong.
package packages

import (
	"fmt"
	"io"
	"os"
)

// largest is the most that is read of any one part, packed or not.
const largest = 32 << 20

// open opens a package; the size is the file's.
func open(path string) (file *os.File, size int64, err error) {
	file, err = os.Open(path) //nolint:gosec // the file is the caller's
	if err != nil {
		return nil, 0, err
	}
	info, err := file.Stat()
	switch {
	case err != nil:
	case !info.Mode().IsRegular():
		err = fmt.Errorf("%s is not a file", path)
	case info.Size() == 0:
		err = fmt.Errorf("%s is empty", path)
	}
	if err != nil {
		_ = file.Close()
		return nil, 0, err
	}
	return file, info.Size(), nil
}

// readPart reads a part of a package, which has a limit.
func readPart(r io.Reader, name string) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, largest+1))
	if err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", name, err)
	}
	if len(content) > largest {
		return nil, fmt.Errorf("%s has more than %d MiB, which no package has", name, largest>>20)
	}
	return content, nil
}
