import { Component, type ReactNode } from 'react';

/** Keeps a fault in drawing from leaving an empty page: says so and offers the way out. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { message: string | null }> {
  override state: { message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <div className="centered" role="alert">
        <h1>This page could not be drawn</h1>
        <p>The viewer itself failed; the data is not affected.</p>
        <pre>{this.state.message}</pre>
        <a className="button" href="/">
          All traces
        </a>
      </div>
    );
  }
}
